import { defineTexts } from '#lib/i18n.ts';
import en from './coming.en.json';

export const { useTexts: useComingTexts } = defineTexts('coming', { en });
