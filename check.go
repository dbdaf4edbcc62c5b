package gongkai

// Verdict is what came of evaluating an identity (勾稽关系).
type Verdict string

const (
	// VerdictHolds: exactly.
	VerdictHolds Verdict = "holds"
	// VerdictRounding: within what rounding each printed number allows.
	VerdictRounding Verdict = "rounding"
	// VerdictFails: not even so.
	VerdictFails Verdict = "fails"
	// VerdictNotApplicable: an operand is not there.
	VerdictNotApplicable Verdict = "not_applicable"
)

// Cause is who is to blame for a failed check, as far as is known.
type Cause string

const (
	// CauseDocument: the document contradicts itself.
	CauseDocument Cause = "document"
	// CauseReading: a cell was probably read wrongly.
	CauseReading Cause = "reading"
	// CauseNone: nothing failed.
	CauseNone Cause = ""
)

// Check is one identity evaluated on one disclosure.
type Check struct {
	// ID is stable for the same document: kind and place,
	// "row_sum/gpb_by_function/5/208". Two portions may have checks of one ID.
	ID string `json:"id"`
	// Portion indexes Reading.Disclosed.
	Portion int `json:"portion"`
	// Kind is the family of the identity: intra_table, balance, hierarchy,
	// row_sum, cross_table, cross_table_rounded, narrative_vs_table,
	// narrative_arith, narrative_sum, three_public, count, catalogue.
	Kind    string  `json:"kind"`
	Verdict Verdict `json:"verdict"`
	// LHS, RHS and Tolerance as decimals in yuan (万元 or % where the kind is
	// about the narrative), or texts for checks that compare texts.
	LHS       string `json:"lhs"`
	RHS       string `json:"rhs"`
	Tolerance string `json:"tolerance"`
	// ToleranceReason says in Chinese why the sides may differ so much, "" where
	// they may not.
	ToleranceReason string `json:"tolerance_reason"`
	// Operands are the IDs of the facts and statements that take part, the first
	// Left of them those of the left side.
	Operands []string `json:"operands"`
	Left     int      `json:"left"`
	// SentenceZH and SentenceEN say it for people.
	SentenceZH string `json:"sentence_zh"`
	SentenceEN string `json:"sentence_en"`
	Cause      Cause  `json:"cause"`
	// Root is the ID of the failed check that this failed one follows from, ""
	// where it is news of its own.
	Root string `json:"root"`
}
