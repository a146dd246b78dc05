/** What patients read at the top of their messages. */

import type { NoticeView } from "../api/generated";
import { useWords } from "../words/useWords";
import { Sentence } from "./Sentence";

/** The practice's title and text, and the number to call. */
export function NoticeText({ notice }: { notice: NoticeView }) {
  const { chat } = useWords();
  return (
    <>
      <strong dir="auto">{notice.title}</strong>
      <p dir="auto">{notice.text}</p>
      <p>
        <Sentence of={chat.numberToCall(<bdi>{notice.phone}</bdi>)} />
      </p>
    </>
  );
}
