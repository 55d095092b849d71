/** Programs in which assistants work, and how each is told of us (docs/mcp.md). */
export interface Program {
  readonly id: string;
  readonly name: string;
  /** The file its settings go into; null: it is a command. */
  readonly file: string | null;
  /** What is to be done beside pasting: a text of assistants.notes. */
  readonly note?: "claude-desktop" | "vs-code";
  readonly setting: (address: string, token: string) => string;
}

const json = (value: unknown): string => JSON.stringify(value, null, 2);
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

export const PROGRAMS: readonly Program[] = [
  {
    id: "claude-code",
    name: "Claude Code",
    file: null,
    setting: (address, token) =>
      `claude mcp add --transport http dbcv ${address}/mcp --header "Authorization: Bearer ${token}"`,
  },
  {
    id: "claude-desktop",
    name: "Claude Desktop",
    file: "claude_desktop_config.json",
    note: "claude-desktop",
    setting: (address, token) =>
      json({
        mcpServers: {
          dbcv: {
            command: "/path/to/dbcv/.venv/bin/dbcv-mcp",
            args: ["stdio"],
            env: { MCP_API_URL: address, DBCV_TOKEN: token },
          },
        },
      }),
  },
  {
    id: "codex",
    name: "Codex",
    file: "~/.codex/config.toml",
    setting: (address, token) =>
      [
        "[mcp_servers.dbcv]",
        `url = "${address}/mcp"`,
        `http_headers = { Authorization = "Bearer ${token}" }`,
      ].join("\n"),
  },
  {
    id: "cursor",
    name: "Cursor",
    // That of the person: one in a project is often shared.
    file: "~/.cursor/mcp.json",
    setting: (address, token) =>
      json({ mcpServers: { dbcv: { url: `${address}/mcp`, headers: bearer(token) } } }),
  },
  {
    id: "vs-code",
    name: "VS Code",
    file: ".vscode/mcp.json",
    note: "vs-code",
    // It asks for the token and keeps it: the file is often shared.
    setting: (address) =>
      json({
        inputs: [{ type: "promptString", id: "dbcv", description: "Token of DBCV", password: true }],
        servers: {
          dbcv: { type: "http", url: `${address}/mcp`, headers: bearer("${input:dbcv}") },
        },
      }),
  },
  {
    id: "gemini-cli",
    name: "Gemini CLI",
    file: "~/.gemini/settings.json",
    setting: (address, token) =>
      json({ mcpServers: { dbcv: { httpUrl: `${address}/mcp`, headers: bearer(token) } } }),
  },
];
