// Starts `manymeans lsp` and lets VS Code speak with it.
const { commands, window, workspace } = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

let client;

async function start() {
  const [command, ...args] = workspace.getConfiguration("manymeans").get("command");
  const server = { command, args, transport: TransportKind.stdio };
  client = new LanguageClient("manymeans", "ManyMeans", server, {
    documentSelector: [
      { scheme: "file", language: "markdown" },
      { scheme: "file", language: "mdx" },
    ],
    synchronize: { fileEvents: workspace.createFileSystemWatcher("**/{manymeans.yml,pyproject.toml,*.md,*.mdx}") },
  });
  try {
    await client.start();
  } catch (error) {
    window.showErrorMessage(
      `ManyMeans could not be started as "${[command, ...args].join(" ")}": ${error.message}. ` +
        "Install it with: pip install 'manymeans[lsp]', or set manymeans.command to where it is."
    );
  }
}

async function stop() {
  await client?.stop();
  client = undefined;
}

exports.activate = async (context) => {
  context.subscriptions.push(
    commands.registerCommand("manymeans.restart", async () => {
      await stop();
      await start();
    })
  );
  await start();
};

exports.deactivate = stop;
