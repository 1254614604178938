const LF = 10;
const CR = 13;

/** Cuts text that comes in pieces into lines. A line ends with LF, CRLF or CR, as in server-sent events; in JSON lines neither can stand inside a value. */
export abstract class Lines {
  /** Pieces of a line whose end has not come: joined once, so that a long line in many pieces costs no more than a short one. */
  private unended: string[] = [];
  /** The last piece ended with CR: an LF at the start of the next belongs to it. */
  private afterCr = false;

  /** Told of each line: it stands in `text` from `start` to `end`. A copy of what is not needed would cost more than the search for it. */
  protected abstract line(text: string, start: number, end: number): void;

  /** What has come of a line that is not finished. */
  protected get rest(): string {
    return this.unended.join("");
  }

  /** Tells of each line that this piece finishes. */
  protected feed(piece: string): void {
    if (piece === "") return;
    let text = this.afterCr && piece.charCodeAt(0) === LF ? piece.slice(1) : piece;
    this.afterCr = piece.charCodeAt(piece.length - 1) === CR;
    let lf = text.indexOf("\n");
    let cr = text.indexOf("\r");
    if (this.unended.length > 0 && (lf !== -1 || cr !== -1)) {
      this.unended.push(text);
      text = this.rest;
      this.unended = [];
      lf = text.indexOf("\n");
      cr = text.indexOf("\r");
    }
    let start = 0;
    while (lf !== -1 || cr !== -1) {
      const end = cr === -1 || (lf !== -1 && lf < cr) ? lf : cr;
      this.line(text, start, end);
      start = end === cr && lf === cr + 1 ? end + 2 : end + 1;
      // A blank line follows many lines of an event stream: seen here, it needs no search.
      if (lf !== -1 && lf < start)
        lf = text.charCodeAt(start) === LF ? start : text.indexOf("\n", start);
      if (cr !== -1 && cr < start)
        cr = text.charCodeAt(start) === CR ? start : text.indexOf("\r", start);
    }
    if (start < text.length) this.unended.push(start === 0 ? text : text.slice(start));
  }
}
