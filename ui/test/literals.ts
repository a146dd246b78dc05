/** Finds text that a screen says and no catalogue knows: in its markup, its attributes and its announcements. */

import { parseSync } from "vite";

/** A text, and the line it stands on. */
export interface Literal {
  line: number;
  text: string;
}

/** Attributes whose value is seen or heard. */
const SAID = new Set([
  "alt",
  "aria-label",
  "aria-roledescription",
  "aria-valuetext",
  "error",
  "hint",
  "label",
  "lead",
  "notice",
  "placeholder",
  "title",
  "unit",
  "words",
]);

/** Names are the same in every language. */
const NAMES = new Set(["Allia Messages"]);

interface Node {
  type: string;
  start: number;
  [part: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

function childrenOf(node: Node): Node[] {
  return Object.values(node).flat().filter(isNode);
}

/** The texts that an expression can come to; what is called or looked up is somebody else's. */
function textsOf(node: Node): Node[] {
  switch (node.type) {
    case "JSXText":
    case "Literal":
    case "TemplateElement":
      return [node];
    case "ConditionalExpression":
      return [node.consequent, node.alternate].filter(isNode).flatMap(textsOf);
    case "BinaryExpression":
      return node.operator === "+" ? childrenOf(node).flatMap(textsOf) : [];
    case "LogicalExpression":
    case "JSXExpressionContainer":
    case "TemplateLiteral":
      return childrenOf(node).flatMap(textsOf);
    default:
      return [];
  }
}

function nameOf(node: unknown): string {
  return isNode(node) && typeof node.name === "string" ? node.name : "";
}

/** What a node itself puts before a person. */
function saidBy(node: Node): Node[] {
  if (node.type === "JSXElement" || node.type === "JSXFragment") {
    return (node.children as Node[]).flatMap(textsOf);
  }
  if (node.type === "JSXAttribute") {
    return SAID.has(nameOf(node.name)) && isNode(node.value) ? textsOf(node.value) : [];
  }
  const callee = node.type === "CallExpression" && isNode(node.callee) ? node.callee : null;
  return nameOf(callee?.property) === "say" ? (node.arguments as Node[]).flatMap(textsOf) : [];
}

function textOf(node: Node): string {
  const { value } = node;
  if (typeof value === "string") return value.trim();
  return typeof value === "object" && value !== null && "raw" in value ? String(value.raw).trim() : "";
}

/** The literal texts of a source file that a person would see or hear. */
export function literals(file: string, source: string): Literal[] {
  const parsed = parseSync(file, source);
  if (parsed.errors.length > 0) throw new Error(`${file} cannot be read: ${parsed.errors[0]?.message}`);
  const found: Literal[] = [];
  const waiting: unknown[] = [parsed.program];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!isNode(node)) continue;
    for (const said of saidBy(node)) {
      const text = textOf(said);
      if (!/\p{L}/u.test(text) || NAMES.has(text)) continue;
      found.push({ line: source.slice(0, said.start).split("\n").length, text });
    }
    waiting.push(...childrenOf(node));
  }
  return found;
}
