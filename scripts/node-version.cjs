// Exits with one sentence if Node is too old for the project: preloaded by `npm start`, run first by the other scripts.
// CommonJS and old syntax, so that any version of Node can run it.
'use strict';

const { engines } = require('../package.json');

const needed = Number(/\d+/.exec(engines.node)[0]);
const found = process.version.slice(1);

if (Number.parseInt(found, 10) < needed) {
  process.stderr.write(
    `This project needs Node ${needed} or later, but ${process.execPath} is Node ${found}. ` +
      `Run "npm ci" to install Node ${needed} into the project (Linux, macOS, Windows x64), or install it from https://nodejs.org.\n`,
  );
  process.exit(1);
}
