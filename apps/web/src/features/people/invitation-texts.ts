import { defineTexts } from '#lib/i18n.ts';
import en from './invitations.en.json';

export const { useTexts, text } = defineTexts('invitations', { en });
