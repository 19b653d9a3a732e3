/** Imported first: a Node too old for the rest says so instead of failing on a word it does not know. */
if (Number.parseInt(process.versions.node, 10) < 20) {
  console.error(`Racemic needs Node 20 or newer to start, and this is ${process.version}.`);
  process.exit(1);
}
