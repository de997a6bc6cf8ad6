/** Why a workbook is refused as a whole (contract.md, "Imports"). */
export const WORKBOOK_REFUSALS = [
  'notWorkbook',
  'encrypted',
  'macros',
  'doctype',
  'unsafePath',
  'tooLarge',
] as const;

export type WorkbookRefusal = (typeof WORKBOOK_REFUSALS)[number];

/** A workbook that is refused as a whole; nothing of it is read on. */
export class WorkbookFault extends Error {
  readonly refused: WorkbookRefusal;

  constructor(refused: WorkbookRefusal) {
    super(refused);
    this.refused = refused;
  }
}
