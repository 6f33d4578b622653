export { colourOf, ordinalText } from '#src/programme/ordinal.ts'
