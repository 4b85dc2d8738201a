// Monaco's entry point imports its diff editors, which the explorer does not use.
export class DiffEditorWidget {}
export class MultiDiffEditorWidget {}
