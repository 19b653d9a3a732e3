/** How the printed record looks: black on white, readable when copied in grey; meaning never lies in a colour alone. */
import { StyleSheet } from '@react-pdf/renderer';
import { families } from './session-document-letters.ts';

/** Points, 72 to the inch. */
export const margin = 40;
export const ink = { text: '#111', soft: '#555', line: '#bbb', faint: '#e6e6e6', wash: '#f3f3f3' } as const;

export const style = StyleSheet.create({
  page: {
    paddingTop: 78,
    paddingBottom: 52,
    paddingHorizontal: margin,
    fontFamily: families,
    fontSize: 8,
    lineHeight: 1.35,
    color: ink.text,
    fontFeatureSettings: { calt: 0 },
  },
  header: {
    position: 'absolute',
    top: 28,
    left: margin,
    right: margin,
    borderBottomWidth: 0.75,
    borderBottomColor: ink.text,
    paddingBottom: 4,
  },
  footer: {
    position: 'absolute',
    left: margin,
    right: margin,
    borderTopWidth: 0.5,
    borderTopColor: ink.line,
    paddingTop: 4,
    flexDirection: 'row',
    justifyContent: 'space-between',
    fontSize: 7,
    color: ink.soft,
  },
  row: { flexDirection: 'row' },
  between: { flexDirection: 'row', justifyContent: 'space-between' },
  strong: { fontWeight: 600 },
  soft: { color: ink.soft },
  title: { fontSize: 15, fontWeight: 600, lineHeight: 1.2, marginBottom: 2 },
  heading: {
    fontSize: 10,
    fontWeight: 600,
    marginTop: 12,
    marginBottom: 4,
    paddingBottom: 1,
    borderBottomWidth: 0.5,
    borderBottomColor: ink.text,
  },
  pair: { flexDirection: 'row', marginBottom: 2 },
  label: { width: 96, color: ink.soft, paddingRight: 6 },
  value: { flexGrow: 1, flexShrink: 1, flexBasis: 0 },
  tableHead: {
    flexDirection: 'row',
    alignItems: 'flex-end',
    borderBottomWidth: 0.5,
    borderBottomColor: ink.text,
    paddingVertical: 2,
    fontSize: 7,
    color: ink.soft,
    lineHeight: 1.2,
  },
  tableRow: { borderBottomWidth: 0.35, borderBottomColor: ink.line, paddingVertical: 2.5 },
  under: { color: ink.soft, fontSize: 7, marginTop: 1 },
  box: { borderWidth: 0.75, borderColor: ink.text, padding: 6, marginTop: 6 },
  amber: { fontWeight: 600, backgroundColor: '#ddd', paddingHorizontal: 3 },
  red: { fontWeight: 600, backgroundColor: '#111', color: '#fff', paddingHorizontal: 3 },
  small: { fontSize: 7, lineHeight: 1.25 },
  judged: { fontSize: 7, fontWeight: 600, marginTop: 1 },
});
