/** Prints what carries the class `print-sheet`, without the frame of the app. */
export function printSheet(): void {
  const style = document.createElement('style');
  style.textContent =
    '@media print { body * { visibility: hidden } .print-sheet, .print-sheet * { visibility: visible }' +
    ' .print-sheet { position: absolute; inset: 0 0 auto 0 } }';
  document.head.append(style);
  window.print();
  style.remove();
}
