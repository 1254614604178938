/** `BinaryResponse.fileName`: whatever a server suggests, what comes of it is a name in the folder that the caller chose. */
import { posix, win32 } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { fileNameOf } from "../../../templates/package/src/internal/response/file-name.js";

/** As `fetch` shows a header: each byte is a character. */
const bytes = (text: string) => Buffer.from(text).toString("latin1");

test.each<[disposition: string, name: string | undefined]>([
  ["", undefined],
  ["inline", undefined],
  ['attachment; filename="report.pdf"', "report.pdf"],
  ["attachment; filename=report.pdf", "report.pdf"],
  ["attachment;FileName = report.pdf ;size=3", "report.pdf"],
  ["filename=report.pdf", "report.pdf"],
  ["attachment; filename=my report.pdf; size=3", "my report.pdf"],
  [`attachment; filename="a \\"b\\"; c.pdf"`, "a _b_; c.pdf"],
  ['attachment; name="x; filename=evil"; filename="good"', "good"],
  ['attachment; filename="never closed', "never closed"],
  ['attachment; filename=""', undefined],
  // filename* wins, where it can be read
  ["attachment; filename*=UTF-8''na%C3%AFve.txt; filename=naive.txt", "naïve.txt"],
  ["attachment; filename=naive.txt; filename*=utf-8'en'%e2%82%ac.txt", "€.txt"],
  ["attachment; filename*=ISO-8859-1''na%EFve.txt", "naïve.txt"],
  ["attachment; filename*=UTF-8''%E9.txt; filename=e.txt", "e.txt"],
  ["attachment; filename*=KOI8-R''%E9.txt; filename=e.txt", "e.txt"],
  ["attachment; filename*=e.txt; filename=f.txt", "f.txt"],
  ["attachment; filename*=UTF-8''..; filename=f.txt", "f.txt"],
  // sent as UTF-8, which the standard does not allow, or as Latin-1
  [`attachment; filename="${bytes("naïve €.txt")}"`, "naïve €.txt"],
  ['attachment; filename="na\xefve.txt"', "naïve.txt"],
  // no folder
  ['attachment; filename="../../etc/passwd"', "passwd"],
  ['attachment; filename="..\\\\..\\\\x"', "x"],
  ['attachment; filename="C:\\new\\temp.txt"', "temp.txt"],
  ['attachment; filename=".."', undefined],
  ['attachment; filename="."', undefined],
  ['attachment; filename=" .. "', undefined],
  ['attachment; filename="..."', undefined],
  ['attachment; filename="a/.."', undefined],
  ['attachment; filename="a/"', undefined],
  ["attachment; filename*=UTF-8''..%2f..%2fx", "x"],
  ["attachment; filename*=UTF-8''%2e%2e", undefined],
  ["attachment; filename*=UTF-8''..%5C..%5Cx", "x"],
  ["attachment; filename*=UTF-8''.%00.", undefined],
  ["attachment; filename*=UTF-8''.%E2%80%8E.", undefined],
  ["attachment; filename*=UTF-8''C%3Aevil.txt", "C_evil.txt"],
  ['attachment; filename="notes.txt:hidden.exe"', "notes.txt_hidden.exe"],
  // nothing that is not seen
  ["attachment; filename*=UTF-8''x%0A%2F..%2F..%2Fetc%2Fcron.d%2Fevil", "evil"],
  ["attachment; filename*=UTF-8''a%00b.png", "ab.png"],
  ["attachment; filename*=UTF-8''a%1B%5B31m.png", "a[31m.png"],
  ["attachment; filename*=UTF-8''a%E2%80%A8b%E2%80%A9c%EF%BB%BF.png", "abc.png"],
  ["attachment; filename*=UTF-8''photo%E2%80%AEgpj.exe", "photogpj.exe"],
  // Windows
  ['attachment; filename="CON"', "_CON"],
  ['attachment; filename="nul.txt"', "_nul.txt"],
  ['attachment; filename="com1.log"', "_com1.log"],
  ['attachment; filename="console.log"', "console.log"],
  ['attachment; filename="evil.exe. . "', "evil.exe"],
  ['attachment; filename="a<b>|c?.txt"', "a_b__c_.txt"],
  ['attachment; filename=".bashrc"', ".bashrc"],
])("%j", (disposition, name) => {
  expect(fileNameOf(disposition)).toBe(name);
});

test("is in the folder that it is joined to, on every system (property)", () => {
  const part = fc.oneof(
    fc.constantFrom(
      "..",
      ".",
      "/",
      "\\",
      "C:",
      "%2f",
      "%5c",
      "%2e",
      "\0",
      "\n",
      '"',
      ";",
      " ",
      "nul",
    ),
    fc.string({ unit: "grapheme" }),
  );
  const text = fc.array(part).map((parts) => parts.join(""));
  const encoded = text.map((each) => `UTF-8''${encodeURIComponent(each)}`);
  fc.assert(
    fc.property(text, encoded, fc.boolean(), (plain, extended, isExtended) => {
      const name = fileNameOf(
        isExtended ? `attachment; filename*=${extended}` : `attachment; filename="${plain}"`,
      );
      if (name === undefined) return;
      expect(posix.dirname(posix.resolve("/srv", name))).toBe("/srv");
      expect(win32.dirname(win32.resolve("C:\\srv", name))).toBe("C:\\srv");
      expect(name).not.toMatch(/^$|[\p{Cc}\p{Bidi_Control}]/u);
    }),
  );
});
