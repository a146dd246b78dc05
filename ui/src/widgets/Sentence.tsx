/** A sentence with elements in it, in the order that its language gives them. */

import { createElement, Fragment, type ReactNode } from "react";
import type { Sentence as Parts } from "../words/sentence";

/** Nothing around the words: the place decides what they are. */
export function Sentence({ of }: { of: Parts<ReactNode> }) {
  return createElement(Fragment, null, ...of);
}
