/** Mean direction of strangers; none is known until it is measured, and nothing is near to zeros. */
export const centre: readonly number[] = Array.from({ length: 128 }, () => 0);
