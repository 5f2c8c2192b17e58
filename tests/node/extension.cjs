// Runs the extension for VS Code with a stand-in for the editor, and prints what it asked of it.
"use strict";

const Module = require("node:module");
const path = require("node:path");

const [folder, failing] = process.argv.slice(2);
const told = { registered: [], clients: [], watched: [], errors: [], disposed: 0 };

class LanguageClient {
  constructor(id, name, server, client) {
    this.state = { id, server, selector: client.documentSelector, started: 0, stopped: 0 };
    this.client = client;
    told.clients.push(this.state);
    told.last = this;
  }
  async start() {
    this.state.started += 1;
    if (failing) throw new Error("ENOENT");
  }
  async stop() {
    this.state.stopped += 1;
  }
}

const commands = {};
const vscode = {
  commands: {
    registerCommand(name, run) {
      told.registered.push(name);
      commands[name] = run;
      return { dispose: () => (told.disposed += 1) };
    },
  },
  window: { showErrorMessage: (text) => told.errors.push(text) },
  workspace: {
    createFileSystemWatcher: (pattern) => told.watched.push(pattern),
    getConfiguration: (section) => ({
      get: (key) => require(path.join(folder, "package.json")).contributes.configuration.properties[`${section}.${key}`].default,
    }),
  },
};
const load = Module._load;
Module._load = (name, ...rest) =>
  name === "vscode" ? vscode : name === "vscode-languageclient/node" ? { LanguageClient } : load(name, ...rest);

(async () => {
  const extension = require(path.join(folder, "extension.js"));
  const context = { subscriptions: [] };
  await extension.activate(context);
  const asked = told.last.client.middleware.provideCompletionItem;
  const items = [{ insertText: "versi: " }, { insertText: "periode:" }, { insertText: "skp" }];
  told.offered = (await asked({}, {}, {}, {}, async () => ({ items }))).items.map((each) => each.command?.command ?? null);
  told.nothing = await asked({}, {}, {}, {}, async () => undefined) ?? null;
  for (const name of told.registered.slice()) await commands[name]();
  await extension.deactivate();
  told.kept = context.subscriptions.length;
  delete told.last;
  console.log(JSON.stringify(told));
})();
