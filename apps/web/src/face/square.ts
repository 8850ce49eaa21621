/** A square picture, four bytes a pixel: red, green, blue, opacity. */
export type Square = { data: Uint8ClampedArray; side: number };
