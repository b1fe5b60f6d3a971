/** What is used of web-ext, which brings no types. */
declare module "web-ext" {
  interface Runner {
    readonly extensionRunners: [
      {
        /** Chromium only. */
        readonly cdp: {
          sendCommand(
            method: string,
            params: Record<string, unknown>,
          ): Promise<{ targetInfos: { targetId: string; type: string; url: string }[] }>;
        };
        /** Firefox only. */
        readonly remoteFirefox: {
          readonly client: {
            request(packet: { to: string; type: string; id?: number; text?: string }): Promise<{
              processDescriptor: { actor: string };
              process: { consoleActor: string };
            }>;
          };
        };
      },
    ];
    registerCleanup(task: () => void): void;
  }
  const webExt: {
    cmd: {
      run(options: Record<string, unknown>): Promise<Runner>;
      lint(
        options: Record<string, unknown>,
        environment: { shouldExitProgram: boolean },
      ): Promise<{ errors: unknown[]; warnings: unknown[]; notices: unknown[] }>;
    };
  };
  export default webExt;
}
