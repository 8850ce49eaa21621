import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { buildAdmin } from '#test/build.ts';
import { type Caller, callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { openZip } from './open-zip.ts';
import { writeZip } from './write-zip.ts';

let app: TestApp;
let asAdmin: Caller;
let schoolId: string;
beforeAll(async () => {
  app = await openTestApp();
  const admin = await buildAdmin(app.database.db);
  schoolId = admin.schoolId;
});
afterAll(() => app.close());

type Told = { status: number; code: string | null; problems: string[]; body: { import: { counts: object } } };

/** Every file with a person of its own: how many one may send a minute is another test's. */
async function send(file: Buffer, kind = 'students'): Promise<Told> {
  asAdmin = await callAs(app, await buildAdmin(app.database.db, { schoolId }));
  const answer = await asAdmin.post('/api/imports', { kind, file_name: 'file', data: file.toString('base64') });
  const { check, code = null } = answer.body;
  type Problem = { row: number; column: number | null; code: string };
  const problems = (check?.problems ?? []).map((one: Problem) => `${one.row} ${one.column ?? ''} ${one.code}`);
  return { status: answer.status, code, problems, body: answer.body };
}

const header = 'Adm no,Name,Guardian,Phone';
const csv = (...rows: string[]) => Buffer.from([header, ...rows].join('\n'));
const fine = 'A-1,Amina Otieno,,';
const utf16 = (text: string, bigEndian = false) => {
  const bytes = Buffer.from(text, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};

async function workbook(rows: (string | number | Date | null)[][]): Promise<Buffer> {
  const cells = rows.map((row) =>
    row.map((value) => (value instanceof Date ? { value, type: Date, format: 'dd/mm/yyyy' } : value)),
  );
  return writeExcelFile(cells).toBuffer();
}

/** The same workbook with its first sheet changed. */
async function changed(rows: (string | null)[][], change: (sheet: string) => string): Promise<Buffer> {
  const parts = openZip(await workbook(rows), () => true);
  for (const [name, bytes] of parts) {
    if (/worksheets\/sheet1\.xml$/.test(name)) parts.set(name, Buffer.from(change(bytes.toString())));
  }
  return writeZip(parts);
}

/** A zip of one entry that declares what it likes. */
function declaring(name: string, content: Buffer, declared: number): Buffer {
  const packed = deflateRawSync(content);
  const zip = writeZip(new Map([[name, packed]]));
  const directory = zip.indexOf('PK\u0001\u0002');
  for (const at of [8, directory + 10]) zip.writeUInt16LE(8, at);
  for (const at of [22, directory + 24]) zip.writeUInt32LE(declared, at);
  return zip;
}

describe('a file that is read', () => {
  const good: Record<string, Buffer> = {
    'UTF-8 with a byte order mark': Buffer.concat([Buffer.from('\ufeff'), csv(fine)]),
    'semicolons and Windows ends of lines': Buffer.from(
      `${header}\n${fine}\n`.replaceAll(',', ';').replaceAll('\n', '\r\n'),
    ),
    tabs: Buffer.from(`${header}\n${fine}\n`.replaceAll(',', '\t')),
    bars: Buffer.from(`${header}\n${fine}\n`.replaceAll(',', '|')),
    'the hint sep=;': Buffer.from(`sep=;\n${header}\n${fine}\n`.replaceAll(',', ';')),
    'UTF-16, little end first': Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(`${header}\n${fine}`)]),
    'UTF-16, big end first': Buffer.concat([Buffer.from([0xfe, 0xff]), utf16(`${header}\n${fine}`, true)]),
    'UTF-16 without a mark': utf16(`${header}\n${fine}`),
    'a byte of Windows-1252': Buffer.from(`${header}\nA-1,Zo\u00eb,,`, 'latin1'),
    'empty rows and columns around it': Buffer.from(`,,,,\n\n${header},,\n,,,\n${fine},,\n\n\n`),
    'a name from right to left': csv('A-1,\u0639\u0628\u062f \u0627\u0644\u0644\u0647 \u0645\u062d\u0645\u062f,,'),
    'a name with a quotation mark inside': csv('A-1,Amina "Mina" Otieno,,'),
    'names of columns that objects have': Buffer.from('__proto__,constructor,Adm no,Name\n1,2,A-1,Amina'),
  };

  it.each(Object.keys(good))('%s', async (name) => {
    const told = await send(good[name] ?? Buffer.alloc(0));
    expect(told).toMatchObject({ status: 200, problems: [] });
    expect(told.body.import.counts).toMatchObject({ rows: 1, made: 1 });
  });

  it('keeps letters of Windows-1252 and of UTF-16', async () => {
    const { db } = app.database;
    for (const [number, file] of [
      ['W-1', Buffer.from(`${header}\nW-1,Zo\u00eb,,`, 'latin1')],
      ['W-2', utf16(`${header}\nW-2,Zo\u00eb,,`)],
    ] as const) {
      const { body } = await send(file);
      await asAdmin.post(`/api/imports/${Reflect.get(body.import, 'id')}/run`, {}).expect(200);
      expect(await db.person.findFirst({ where: { schoolId, admissionNumber: number } })).toMatchObject({
        name: 'Zo\u00eb',
      });
    }
  });

  it('an XLSX with numbers, days, merged cells and formulas as what they show', async () => {
    const rows = [
      ['Adm no', 'Name', 'Date of birth', 'Phone', 'Guardian'],
      [100234, 'Amina Otieno', new Date('2010-05-31'), 254712345678, 'Zawadi'],
    ];
    const told = await send(await workbook(rows));
    expect(told).toMatchObject({ status: 200, problems: [] });
    expect(Reflect.get(told.body, 'check').columns.map(({ samples }: { samples: string[] }) => samples[0])).toEqual([
      ...['100234', 'Amina Otieno', '2010-05-31', '254712345678', 'Zawadi'],
    ]);
    const texts = [
      ['Adm no', 'Name'],
      ['A-1', 'Amina'],
    ];
    const merged = await changed(texts, (sheet) =>
      sheet.replace('</sheetData>', '</sheetData><mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>'),
    );
    expect(await send(merged)).toMatchObject({ status: 200, problems: [] });
    const cell = (xml: string) => (sheet: string) => sheet.replace(/<c r="B2".*?<\/c>/, xml);
    const calculated = cell('<c r="B2" t="str"><f>CONCATENATE("Ami","na")</f><v>Amina</v></c>');
    expect(await send(await changed(texts, calculated))).toMatchObject({ status: 200, problems: [] });
    const never = cell('<c r="B2"><f>cmd|\' /C calc\'!A0</f></c>');
    expect(await send(await changed(texts, never))).toMatchObject({ status: 200, problems: ['2 2 formula'] });
    const broken = cell('<c r="B2" t="e"><f>A9/0</f><v>#DIV/0!</v></c>');
    expect(await send(await changed(texts, broken))).toMatchObject({ status: 200, problems: ['2 2 broken_formula'] });
  });
});

describe('a row that is refused by its number', () => {
  const wrong: [string, Buffer, string[]][] = [
    [
      'formulas',
      csv('A-1,=cmd(),,', 'A-2,+1,,', 'A-3,@SUM(A1),,', 'A-4,-2+3,,'),
      ['2 2 formula', '3 2 formula', '4 2 formula', '5 2 formula'],
    ],
    ['the same twice', csv(fine, fine), ['3 1 twice']],
    ['a NUL', csv('A-1,Ami\u0000na,,', fine.replace('A-1', 'A-2')), ['2 2 not_one_line']],
    ['a cell of a megabyte', csv(`A-1,${'x'.repeat(1_000_000)},,`), ['2 2 bad_name']],
    ['a cell of two lines', csv('A-1,"Amina\nOtieno",,', 'A!,B,,'), ['2 2 not_one_line', '3 1 bad_admission_number']],
    ['a turned direction', csv('A-1,Amina\u202eoneitO,,'), ['2 2 bad_name']],
    ['more cells than columns', csv(`${fine},,,one more`), ['2  too_many_cells']],
    ['empty rows counted', csv('', '', 'A!,Amina,,'), ['4 1 bad_admission_number']],
    [
      'half a surrogate',
      Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(`${header}\nA-1,Am\ud800ina,,`)]),
      ['2 2 not_one_line'],
    ],
  ];

  it.each(wrong)('%s', async (_name, file, problems) => {
    expect(await send(file)).toMatchObject({ status: 200, problems });
  });
});

describe('a file that is none', () => {
  const rows = (count: number) => Array.from({ length: count }, (_, at) => `A-${at},Name ${at},,`);
  const image = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(500, 7)]);
  const nested = writeZip(new Map([['xl/workbook.xml', writeZip(new Map([['a.xml', Buffer.alloc(100)]]))]]));

  function overlapping(): Buffer {
    const zip = writeZip(
      new Map([
        ['xl/a.xml', Buffer.alloc(50)],
        ['xl/b.xml', Buffer.alloc(50)],
      ]),
    );
    zip.writeUInt32LE(0, zip.lastIndexOf('PK\u0001\u0002') + 42);
    return zip;
  }

  const none: [string, string, () => Buffer | Promise<Buffer>][] = [
    ['5,001 rows', 'file_too_many_rows', () => csv(...rows(5001))],
    ['a hundred thousand empty rows', 'file_too_many_rows', () => Buffer.from(`${header}${'\n'.repeat(100_000)}`)],
    ['101 columns', 'file_too_many_columns', () => Buffer.from(`${'Name,'.repeat(101)}x\nA`)],
    ['nothing', 'file_empty', () => Buffer.alloc(0)],
    ['a header alone', 'file_empty', () => csv()],
    ['blanks', 'file_empty', () => Buffer.from(' \n\t\n')],
    ['a quotation mark that is never closed', 'file_quote_open', () => csv(fine, 'A-2,"Amina,,', 'A-3,B,,')],
    ['a picture called XLSX', 'file_unreadable', () => image],
    ['a page of the web', 'file_unreadable', () => Buffer.from('<html><table><tr><td>Name</td></tr></table></html>')],
    ['a zip that is no workbook', 'file_unreadable', () => writeZip(new Map([['a.txt', Buffer.from('a')]]))],
    ['a zip in a zip', 'file_unreadable', () => nested],
    ['a zip whose entries overlap', 'file_unreadable', overlapping],
    ['a zip cut off', 'file_unreadable', async () => (await workbook([['Name'], ['A']])).subarray(0, -30)],
    ['the beginning of a zip', 'file_unreadable', () => Buffer.from('PK\u0003\u0004 and no more')],
    [
      'a zip bomb that says so',
      'file_too_heavy',
      () => declaring('xl/workbook.xml', Buffer.alloc(60_000_000), 60_000_000),
    ],
    ['a zip bomb that lies', 'file_too_heavy', () => declaring('xl/workbook.xml', Buffer.alloc(60_000_000), 1000)],
    [
      'a zip of ten thousand entries',
      'file_too_heavy',
      () => writeZip(new Map(Array.from({ length: 10_000 }, (_, at) => [`${at}.xml`, Buffer.alloc(0)]))),
    ],
    [
      'a cell far away',
      'file_too_heavy',
      () => changed([['Name'], ['A']], (sheet) => sheet.replace('r="A2"', 'r="XFD2"').replace('r="2"', 'r="1000000"')),
    ],
    [
      'a cell beyond every sheet',
      'file_too_heavy',
      () => changed([['Name'], ['A']], (sheet) => sheet.replace('r="A2"', 'r="ZZZZZZZZ2"')),
    ],
  ];

  it.each(none)('%s', async (_name, code, make) => {
    const { db } = app.database;
    const before = await db.importBatch.count({ where: { schoolId } });
    expect(await send(await make())).toMatchObject({ status: 400, code });
    expect(await db.importBatch.count({ where: { schoolId } })).toBe(before);
  });

  it('takes five thousand rows, says where the mark is not closed, and refuses what is no base64 or too large', async () => {
    const told = await send(csv(...rows(5000)));
    expect(told).toMatchObject({ status: 200, problems: [] });
    const quote = await send(csv(fine, 'A-2,"Amina,,', 'A-3,B,,'));
    expect(quote.body).toMatchObject({ fields: [{ path: 'rows.3' }] });
    const odd = { kind: 'students', file_name: 'x.csv', data: 'no base64!' };
    expect((await asAdmin.post('/api/imports', odd)).body.code).toBe('invalid_request');
    const large = Buffer.alloc(5 * 1024 * 1024 + 1, 65).toString('base64');
    expect((await asAdmin.post('/api/imports', { ...odd, data: large })).status).toBeGreaterThanOrEqual(400);
    const larger = { ...odd, data: 'A'.repeat(9_000_000) };
    expect((await asAdmin.post('/api/imports', larger)).body.code).toBe('body_too_large');
    const stranger = await callAs(app, null);
    expect((await stranger.post('/api/imports', { ...odd, data: 'A'.repeat(300_000) })).body.code).toBe(
      'body_too_large',
    );
  });
});
