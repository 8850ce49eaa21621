/** Passkeys a person may have. */
export const passkeysAllowed = 5;
