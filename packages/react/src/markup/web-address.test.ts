import { expect, test } from "bun:test";
import { pictureAddress } from "./web-address.ts";

test.each([
  ["https://shop.example/teapot.jpg", "https://shop.example/teapot.jpg"],
  ["  https://shop.example/a/b.PNG?size=2#top ", "https://shop.example/a/b.PNG?size=2#top"],
])("%p is a picture", (text, address) => expect(pictureAddress(text)).toBe(address));

test.each([
  "Look: https://shop.example/teapot.jpg",
  "https://shop.example/a.jpg https://shop.example/b.jpg",
  "http://shop.example/teapot.jpg",
  "javascript:alert(1)//.jpg",
  "data:image/png;base64,AAAA.png",
  "https://shop.example/?picture=teapot.jpg",
  "https:///teapot.jpg",
  "https://.jpg",
  "teapot.jpg",
])("%p is none", (text) => expect(pictureAddress(text)).toBeUndefined());
