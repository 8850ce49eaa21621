import { defineTexts } from '#lib/i18n.ts';
import en from './roster.en.json';

export const { useTexts: useRosterTexts, text: rosterText } = defineTexts('roster', { en });
