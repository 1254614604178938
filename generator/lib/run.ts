import type { Diagnostic, Report } from "../contract/index.js";

export type OnStage = (stage: string, ms: number) => void;

export interface StageTime {
  readonly name: string;
  readonly ms: number;
}

export interface Run {
  readonly report: Report;
  readonly findings: {
    readonly diagnostics: readonly Diagnostic[];
    readonly stages: readonly StageTime[];
  };
  stage<T>(name: string, work: () => T | Promise<T>): Promise<T>;
}

/** A run of the line: what its stages report, and how long each took. */
export function startRun(onStage: OnStage = () => {}): Run {
  const diagnostics: Diagnostic[] = [];
  const stages: StageTime[] = [];
  return {
    report: (diagnostic) => void diagnostics.push(diagnostic),
    findings: { diagnostics, stages },
    async stage(name, work) {
      const start = performance.now();
      const value = await work();
      const ms = performance.now() - start;
      stages.push({ name, ms });
      onStage(name, ms);
      return value;
    },
  };
}
