import { defineTexts } from '#lib/i18n.ts';
import en from './doctor-link.en.json';

// Apart from the page's own words, which are many: this one word is on screens that have to be there at once.
export const { useTexts } = defineTexts('doctor-link', { en });
