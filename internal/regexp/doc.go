// Package regexp is the standard one with a glance (预检) before each match.
//
// Nearly every text that is asked whether it is a caption, a total or a
// declaration is none, and nearly every pattern has something that all its
// matches contain: 表, 单位, a colon. So a Regexp knows
//
//   - literals of which every match holds at least one, and
//   - for a pattern that begins with ^, the characters that a match begins with,
//
// and where they are not there it answers without matching. Patterns that packages
// declare are compiled when first needed: a run over one file needs few of them.
// Answers are those of the standard package, always.
package regexp
