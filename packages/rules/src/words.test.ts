import { expect, test } from "bun:test";
import { topicWords } from "./words.ts";

const words = (text: string, minLength = 4) => topicWords(text, minLength, new Set(["secret"]));

test.each([
  ["Coffee, COFFEE and coffee!", ["coffee"]],
  ["the espresso machine's broken", ["espresso", "machine", "broken"]],
  ["don't think about it", []],
  ["см. кофе и Чай-латте", ["кофе", "латте"]],
  ["ein Stück Käsekuchen", ["stück", "käsekuchen"]],
  ["καφές στην Αθήνα", ["καφές", "στην", "αθήνα"]],
  ["look at https://spam.example/buy-cheap-things and www.more.example", []],
  ["mail ann@coffee.example or see coffee.example/menu", ["mail"]],
  ["covid19 4ever abc123", []],
  ["a secret latte", ["latte"]],
  ["__proto__ constructor", ["constructor"]],
  ["", []],
])("%p speaks of %p", (text, expected) => {
  expect(words(text)).toEqual(expected);
});

test("letters are counted, not marks or halves of them", () => {
  expect(words("cafe\u0301", 4)).toEqual(["café"]);
  expect(words("नमस्ते", 4)).toEqual(["नमस्ते"]);
});

test("words of scripts without spaces are told apart", () => {
  expect(words("コーヒーが好きです", 3)).toContain("コーヒー");
});

test("one text brings so many words and no more", () => {
  const long = Array.from(
    { length: 200 },
    (_, i) => `word${String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26))}`,
  );
  expect(words(long.join(" "))).toHaveLength(50);
});
