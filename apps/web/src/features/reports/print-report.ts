import type { QueryClient } from '@tanstack/react-query';

/** Two thousand rows; whoever needs more on paper takes the PDF. */
const mostPages = 40;

/**
 * Has the shown report fetch what is still missing, and prints the screen once it is drawn. Each report that comes in
 * pages has a button for more: pressing it is what a person would do.
 */
export async function printReport(client: QueryClient): Promise<void> {
  for (let page = 0; page < mostPages; page += 1) {
    const more = document.querySelector<HTMLButtonElement>('[data-more]');
    if (!more) break;
    more.click();
    await settled(client);
  }
  window.print();
}

/** Until nothing of the reports is on its way any more, and what came is drawn. */
async function settled(client: QueryClient): Promise<void> {
  do {
    await new Promise((later) => setTimeout(later, 50));
  } while (client.isFetching({ queryKey: ['reports'] }) > 0);
  await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 0)));
}
