import { defineTexts } from '#lib/i18n.ts';
import en from './guardian.en.json';

export const { useTexts } = defineTexts('guardian', { en });
