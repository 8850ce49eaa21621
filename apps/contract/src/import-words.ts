import type { ImportField } from './imports.ts';

/**
 * How columns are called, in the four languages and as other programs write them; compared by `plainWord`. The first
 * of each language is what a template says.
 */
export const importWords: Record<ImportField, readonly string[]> = {
  name: [
    ...['name', 'full name', 'student name', 'student', 'teacher name', 'nama', 'nama lengkap', 'nama siswa'],
    ...['nama guru', 'jina', 'jina kamili', 'jina la mwanafunzi', 'الاسم', 'الاسم الكامل', 'اسم الطالب', 'اسم المعلم'],
  ],
  admission_number: [
    ...['admission number', 'admission no', 'adm no', 'adm', 'admno', 'reg no', 'registration number', 'student id'],
    ...['student number', 'nomor induk', 'nis', 'nisn', 'no induk', 'nomor induk siswa', 'nambari ya usajili'],
    ...['namba ya usajili', 'nambari ya kujiunga', 'رقم القيد', 'رقم الطالب', 'رقم القبول', 'الرقم المدرسي'],
  ],
  email: [
    ...['e-mail', 'email', 'email address', 'mail', 'student email', 'surel', 'alamat email', 'barua pepe'],
    ...['البريد الإلكتروني', 'البريد', 'الايميل'],
  ],
  class: ['class', 'grade', 'form', 'class name', 'kelas', 'darasa', 'kidato', 'الصف', 'الصف الدراسي'],
  stream: ['stream', 'class stream', 'rombel', 'rombongan belajar', 'kelas paralel', 'mkondo', 'الفصل', 'الشعبة'],
  born_on: [
    ...['birth date', 'date of birth', 'dob', 'birthday', 'born on', 'born', 'tanggal lahir', 'tgl lahir'],
    ...['tarehe ya kuzaliwa', 'تاريخ الميلاد', 'تاريخ الولادة'],
  ],
  gender: ['gender', 'sex', 'jenis kelamin', 'jk', 'jinsia', 'الجنس', 'النوع'],
  guardian_name: [
    ...['guardian', 'guardian name', 'parent', 'parent name', 'parent/guardian', 'wali', 'nama wali', 'nama orang tua'],
    ...['mzazi au mlezi', 'jina la mzazi', 'jina la mlezi', 'mzazi', 'mlezi', 'ولي الأمر', 'اسم ولي الأمر'],
  ],
  guardian_phone: [
    ...['guardian phone', 'phone', 'telephone', 'mobile', 'phone number', 'parent phone', 'guardian phone number'],
    ...['telepon wali', 'no hp', 'no hp wali', 'telepon', 'simu ya mzazi', 'simu ya mlezi', 'simu ya mzazi au mlezi'],
    ...['simu', 'هاتف ولي الأمر', 'الهاتف', 'الجوال', 'رقم الهاتف'],
  ],
  guardian_email: [
    ...['guardian e-mail', 'guardian email', 'parent email', 'email wali', 'barua pepe ya mzazi'],
    ...['barua pepe ya mzazi au mlezi', 'بريد ولي الأمر', 'البريد الإلكتروني لولي الأمر'],
  ],
  guardian_language: [
    ...['guardian language', 'language', 'bahasa wali', 'bahasa', 'lugha ya mzazi', 'lugha ya mzazi au mlezi', 'lugha'],
    ...['لغة ولي الأمر', 'اللغة'],
  ],
  role: ['role', 'peran', 'jabatan', 'wajibu', 'jukumu', 'الدور'],
  department: ['department', 'departemen', 'bagian', 'idara', 'القسم'],
  code: [
    ...['course code', 'code', 'course', 'subject code', 'kode', 'kode mata pelajaran', 'mata pelajaran'],
    ...['msimbo', 'msimbo wa somo', 'somo', 'رمز المقرر', 'الرمز', 'المقرر'],
  ],
  title: [
    ...['course title', 'title', 'course name', 'subject', 'judul', 'nama mata pelajaran', 'jina la somo', 'kichwa'],
    ...['اسم المقرر', 'عنوان المقرر', 'العنوان'],
  ],
  section: ['section', 'group', 'kelas paralel', 'seksi', 'mkondo', 'sehemu', 'الشعبة', 'المجموعة'],
  teacher_email: [
    ...["teacher's e-mail", 'teacher email', 'teacher', 'email guru', 'guru', 'barua pepe ya mwalimu', 'mwalimu'],
    ...['بريد المعلم', 'البريد الإلكتروني للمعلم', 'المعلم'],
  ],
};

/** Columns that are one part of a name; together, in their order, they are the name where no column is all of it. */
export const namePartWords: readonly string[] = [
  ...['first name', 'given name', 'middle name', 'last name', 'surname', 'family name', 'other names'],
  ...['nama depan', 'nama tengah', 'nama belakang', 'jina la kwanza', 'jina la kati', 'jina la ukoo'],
  ...['الاسم الأول', 'اسم الأب', 'اسم العائلة'],
];

/** A word without what differs between two ways to write it: case, marks above letters, blanks and punctuation. */
export function plainWord(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
