import { describe, expect, test } from "vitest";
import { languageOf, localeOf } from "./language";
import { pluralIn } from "./plural";
import { wordsOf } from "./words";

describe("the language of the screens", () => {
  test("is the one chosen, whatever the system asks for", () => {
    expect(languageOf("english", ["es-MX"])).toBe("en");
    expect(languageOf("spanish", ["en-US"])).toBe("es");
  });

  test("follows the first of the system's languages that there are words in", () => {
    expect(languageOf("system", ["es-MX", "en-US"])).toBe("es");
    expect(languageOf("system", ["ca", "ES", "en"])).toBe("es");
    expect(languageOf("system", ["de-CH", "fr"])).toBe("en");
    expect(languageOf("system", ["C"])).toBe("en");
    expect(languageOf("system", [])).toBe("en");
  });
});

describe("dates and numbers", () => {
  test("are written as the system writes them in this language", () => {
    expect(localeOf("en", ["en-AU"])).toBe("en-AU");
    expect(localeOf("es", ["en-US", "es-MX"])).toBe("es-MX");
  });

  test("keep the system's clock where the system speaks another language", () => {
    expect(localeOf("en", ["de-CH"])).toBe("en-GB");
    expect(localeOf("en", ["ko-KR"])).toBe("en-US");
    expect(localeOf("es", ["en-US"])).toBe("es-US");
    expect(localeOf("es", ["en-GB"])).toBe("es-ES");
    expect(localeOf("en", ["C"])).toBe("en-GB");
  });
});

test("a number chooses the form of its word", () => {
  for (const language of ["en", "es"]) {
    const plural = pluralIn(language);
    const words = [0, 1, 2, 1_000_000].map((count) => plural(count, { one: "one", other: "other" }));
    expect(words).toEqual(["other", "one", "other", "other"]);
  }
});

test("a choice of language changes the texts and their tag", () => {
  const english = wordsOf("english", ["es-MX"]);
  const spanish = wordsOf("spanish", ["es-MX"]);
  expect([english.tag, spanish.tag]).toEqual(["en", "es"]);
  expect(spanish.locale).toBe("es-MX");
  expect(spanish.missing.reasons[0]?.title).not.toBe(english.missing.reasons[0]?.title);
});
