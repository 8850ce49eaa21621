/** Who and what the demonstration school consists of; every name is made up. */
export const demonstrationSchool = {
  name: 'Demonstration School',
  country: 'ID',
  place: { name: 'Main campus', latitude: -6.2, longitude: 106.816_666, radiusM: 100 },
};

export const demonstrationPeople = [
  { role: 'student', name: 'Sari Student', email: 'student@demo.example', admissionNumber: 'D-001', canSignIn: true },
  { role: 'student', name: 'Bayu Student', email: 'student2@demo.example', admissionNumber: 'D-002', canSignIn: true },
  { role: 'student', name: 'Amina Odhiambo', email: 'amina@demo.example', admissionNumber: 'D-003', canSignIn: false },
  { role: 'student', name: 'Joseph Mwangi', email: 'joseph@demo.example', admissionNumber: 'D-004', canSignIn: false },
  { role: 'student', name: 'Layla Haddad', email: 'layla@demo.example', admissionNumber: 'D-005', canSignIn: false },
  { role: 'student', name: 'Putri Lestari', email: null, admissionNumber: 'D-006', canSignIn: false },
  { role: 'teacher', name: 'Tuti Teacher', email: 'teacher@demo.example', admissionNumber: null, canSignIn: true },
  { role: 'admin', name: 'Adam Admin', email: 'admin@demo.example', admissionNumber: null, canSignIn: true },
] as const;

export const demonstrationCourses = [
  { code: 'MATH-10', title: 'Mathematics', section: 'A', room: 'Room 12', hasPlace: false },
  { code: 'BIO-10', title: 'Biology', section: 'A', room: 'Laboratory', hasPlace: true },
];

/** Classes with their streams, and by admission number who learns where; who is in no stream learns with the class. */
export const demonstrationClasses: DemonstrationClass[] = [
  {
    name: 'Grade 10',
    level: 10,
    students: ['D-006'],
    streams: [
      { name: 'East', capacity: 30, students: ['D-001', 'D-002', 'D-003'] },
      { name: 'West', capacity: 30, students: ['D-004', 'D-005'] },
    ],
  },
  { name: 'Grade 11', level: 11, students: [], streams: [{ name: 'East', capacity: 30, students: [] }] },
];

type DemonstrationClass = {
  name: string;
  level: number;
  students: string[];
  streams: { name: string; capacity: number; students: string[] }[];
};

export const demonstrationGuardians = [
  { of: 'D-001', name: 'Rina Wulandari', phone: '+6281234567890', email: null, language: 'id' },
  { of: 'D-003', name: 'Grace Odhiambo', phone: '+254712345678', email: 'grace@demo.example', language: 'sw' },
];
