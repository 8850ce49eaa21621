import { defineTexts } from '#lib/i18n.ts';
import en from './staff.en.json';

export const { useTexts: useStaffTexts, text: staffText } = defineTexts('staff', { en });
