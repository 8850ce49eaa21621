type Words = { subject: string; lines: readonly string[] };

const english: Words = {
  subject: 'Set a new password for Hadir',
  lines: [
    'Somebody, probably you, has asked for a new password for your account.',
    'Open this link within one hour. It works once.',
    'If it was not you, ignore this e-mail. Your password stays as it is.',
  ],
};

const letters: Record<string, Words> = {
  en: english,
  id: {
    subject: 'Buat kata sandi baru untuk Hadir',
    lines: [
      'Seseorang, mungkin Anda sendiri, meminta kata sandi baru untuk akun Anda.',
      'Buka tautan ini dalam satu jam. Tautan ini hanya berlaku sekali.',
      'Jika itu bukan Anda, abaikan e-mail ini. Kata sandi Anda tidak berubah.',
    ],
  },
  sw: {
    subject: 'Weka nenosiri jipya la Hadir',
    lines: [
      'Mtu, huenda ni wewe, ameomba nenosiri jipya la akaunti yako.',
      'Fungua kiungo hiki ndani ya saa moja. Kinafanya kazi mara moja tu.',
      'Kama si wewe, puuza barua pepe hii. Nenosiri lako halibadiliki.',
    ],
  },
  ar: {
    subject: 'تعيين كلمة مرور جديدة في حاضر',
    lines: [
      'طلب شخص ما، ولعله أنت، كلمة مرور جديدة لحسابك.',
      'افتح هذا الرابط خلال ساعة واحدة. يعمل الرابط مرة واحدة.',
      'إن لم تكن أنت من طلب ذلك فتجاهل هذه الرسالة. تبقى كلمة مرورك كما هي.',
    ],
  },
};

/** The e-mail with a reset link, in the person's language; English where it follows the device. */
export function writeResetLetter(language: string, link: string): { subject: string; text: string } {
  const { subject, lines } = letters[language] ?? english;
  const [why = '', how = '', ...rest] = lines;
  return { subject, text: [why, how, link, ...rest].join('\n\n') };
}
