/** Columns of a line of what is written, where it can be broken. */
export const WIDTH = 100;
