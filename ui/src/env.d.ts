/// <reference types="vite/client" />

/** The program's version, from `package.json`, put in when it is built. */
declare const __VERSION__: string;
