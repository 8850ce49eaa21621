import { Email } from '@hadir/contract/field.ts';

type ParsedEmails = { readonly emails: string[]; readonly wrong: string[] };

/** E-mails out of pasted text: one a line, comma or semicolon apart, also `Name <e-mail>`; each once. */
export function parseEmails(text: string): ParsedEmails {
  const emails = new Set<string>();
  const wrong = new Set<string>();
  // A quoted name may hold the comma that parts e-mails.
  const withoutNames = text.replace(/"[^"\n]*"/g, ' ');
  for (const piece of withoutNames.split(/[\n\r\t,;]+/).map((part) => part.trim())) {
    const inBrackets = /<([^<>]*)>$/.exec(piece)?.[1];
    const candidates = inBrackets === undefined ? piece.split(/\s+/) : [inBrackets];
    for (const candidate of candidates.filter(Boolean)) {
      const parsed = Email.safeParse(candidate);
      if (parsed.success) emails.add(parsed.data);
      else wrong.add(candidate);
    }
  }
  return { emails: [...emails], wrong: [...wrong] };
}
