import { uploadBytes, UploadType } from "@alva/contracts/upload";
import { expect, test } from "vitest";
import { refusalOf, sizeInWords, typesInWords } from "./file-words.ts";

const input = { accept: [...UploadType.options], maxBytesPerFile: uploadBytes };

test("a file of an allowed type is taken up to the last byte of the limit", () => {
  expect(refusalOf({ type: "image/png", size: uploadBytes }, input)).toBeUndefined();
  expect(refusalOf({ type: "image/png", size: uploadBytes + 1 }, input)).toBe(
    "This file has 5.1 MB; 5 MB is the most. Save a smaller copy and add that.",
  );
});

test.each([["image/gif"], [""], ["text/html"]])(
  "a file of type '%s' is refused by what is allowed",
  (type) => {
    expect(refusalOf({ type, size: 10 }, input)).toBe("This is not a PDF, JPG or PNG. Choose another file.");
  },
);

test("an empty file is refused", () => {
  expect(refusalOf({ type: "image/png", size: 0 }, input)).toBe("This file is empty. Choose another one.");
});

test("one allowed type is named alone", () => {
  expect(typesInWords(["image/png"])).toBe("PNG");
});

test.each([
  [999, "999 bytes"],
  [640 * 1024, "640 kB"],
  [4.8 * 1024 * 1024, "4.8 MB"],
])("%d bytes are read as %s", (bytes, words) => {
  expect(sizeInWords(bytes)).toBe(words);
});
