// Monaco's entry point ties in its diff editors; the explorer compares nothing.
export class DiffEditorWidget {}
export class MultiDiffEditorWidget {}
