/** Where dialogs and the palette stand in the document: over the pages, and gone with them when the screen locks. */
export const over = document.createElement('div');
document.body.append(over);
