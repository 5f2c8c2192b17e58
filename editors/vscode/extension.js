// Starts `skpkit lsp` in a folder of records, and lets it answer for their YAML files.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const MISSING =
  "skpkit tidak dapat dijalankan. Pasang dengan: pip install 'skpkit[lsp]', " +
  "atau isi pengaturan skpkit.perintah dengan letaknya.";

let client;

// Behind a key comes its value: what may stand there is offered at once.
function leadingOn(found) {
  for (const item of (Array.isArray(found) ? found : found?.items) ?? []) {
    if (typeof item.insertText === "string" && item.insertText.endsWith(": ")) {
      item.command = { command: "editor.action.triggerSuggest", title: "" };
    }
  }
  return found;
}

function made() {
  const [command, ...args] = vscode.workspace.getConfiguration("skpkit").get("perintah");
  return new LanguageClient(
    "skpkit",
    "skpkit",
    { command, args },
    {
      documentSelector: [{ scheme: "file", language: "yaml" }],
      synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/*.yaml") },
      middleware: {
        provideCompletionItem: async (document, position, context, token, next) =>
          leadingOn(await next(document, position, context, token)),
      },
    },
  );
}

async function start() {
  client = made();
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    vscode.window.showErrorMessage(`${MISSING} (${error.message})`);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running) {
    await running.stop();
  }
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("skpkit.mulaiUlang", async () => {
      await stop();
      await start();
    }),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
