/** Cuts text that comes in pieces into lines. A line ends with LF, CRLF or CR, as in server-sent events; in JSON lines neither can stand inside a value. */
export class Lines {
  /** Pieces of a line whose end has not come: joined once, so that a long line in many pieces costs no more than a short one. */
  #rest: string[] = [];
  /** The last piece ended with CR: an LF at the start of the next belongs to it. */
  #afterCr = false;

  /** What has come of a line that is not finished. */
  get rest(): string {
    return this.#rest.join("");
  }

  /** Calls `line` for each line that this piece finishes. */
  push(piece: string, line: (line: string) => void): void {
    if (piece === "") return;
    let start = this.#afterCr && piece.startsWith("\n") ? 1 : 0;
    this.#afterCr = piece.endsWith("\r");
    let lf = piece.indexOf("\n", start);
    let cr = piece.indexOf("\r", start);
    while (lf !== -1 || cr !== -1) {
      const end = cr === -1 || (lf !== -1 && lf < cr) ? lf : cr;
      const text = piece.slice(start, end);
      line(this.#rest.length === 0 ? text : this.#take(text));
      start = end === cr && lf === cr + 1 ? end + 2 : end + 1;
      if (lf !== -1 && lf < start) lf = piece.indexOf("\n", start);
      if (cr !== -1 && cr < start) cr = piece.indexOf("\r", start);
    }
    if (start < piece.length) this.#rest.push(piece.slice(start));
  }

  #take(end: string): string {
    const line = this.#rest.join("") + end;
    this.#rest = [];
    return line;
  }
}
