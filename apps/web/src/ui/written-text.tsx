import { splitText } from './split-text.ts';

/** A text as somebody wrote it: empty lines part paragraphs, lines that begin with a hyphen are a list. Its direction is its own. */
export function WrittenText({ children, className = '' }: { children: string; className?: string }) {
  return (
    <div className={`space-y-2 wrap-anywhere ${className}`}>
      {splitText(children).map(({ kind, lines }, index) => {
        const key = `${index} ${lines[0]}`;
        return kind === 'list' ? (
          <ul key={key} className="list-disc space-y-1 ps-5">
            {lines.map((line) => (
              <li key={line} dir="auto">
                {line}
              </li>
            ))}
          </ul>
        ) : (
          <p key={key} dir="auto" className="whitespace-pre-line">
            {lines.join('\n')}
          </p>
        );
      })}
    </div>
  );
}
