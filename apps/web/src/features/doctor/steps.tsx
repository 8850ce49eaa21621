/** A guide out of the catalogue, one step a line. */
export function Steps({ text }: { text: string }) {
  return (
    <ol className="list-decimal space-y-1 ps-5">
      {text.split('\n').map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}
