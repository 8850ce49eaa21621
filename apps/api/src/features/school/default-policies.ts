/** What a new school starts with; its admin answers for the words. */
export const defaultConsentText = `To mark attendance with your face, your phone measures your face and turns it into numbers. No picture leaves your phone and no picture is kept.

The school keeps these numbers encrypted, compares them with the ones your phone sends when you mark attendance, and uses them for nothing else. You can take your consent back at any time; the numbers are then deleted.

You do not have to agree. Without a face you mark attendance with the room code that your teacher shows, and your teacher confirms it.`;

export const defaultRetentionPolicy = `How long the school keeps what:
- attendance records: 7 years
- audit log: 5 years
- exact positions of attempts: 90 days, then only to about a kilometre
- measurements of the face at a mark: 90 days
- face numbers: until consent is taken back or the person leaves the school`;
