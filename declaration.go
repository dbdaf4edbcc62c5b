package gongkai

// DeclarationKind says where a Declaration stands.
type DeclarationKind string

const (
	// DeclarationCatalogue: a line of the catalogue of tables (报表目录).
	DeclarationCatalogue DeclarationKind = "catalogue"
	// DeclarationText: a sentence, or a note below a table, that says there is
	// nothing to report: 本单位无政府性基金预算收支，并已公开空表.
	DeclarationText DeclarationKind = "text"
	// DeclarationReview: who has looked at the document: 保密审查情况：已审查.
	DeclarationReview DeclarationKind = "review"
	// DeclarationOrganisation: 本年机构无变动.
	DeclarationOrganisation DeclarationKind = "organisation"
)

// Declaration is what a document says about its own tables.
type Declaration struct {
	Kind DeclarationKind `json:"kind"`
	// Number and Title of the table as printed, "" where the text names none;
	// a note takes the title of the table it stands under.
	Number string `json:"number"`
	Title  string `json:"title"`
	// Table indexes the tables of the document for a note in or right below
	// that table; -1 elsewhere.
	Table int `json:"table_index"`
	// Empty: the table is said to be empty (空表).
	Empty bool `json:"empty"`
	// Reason as printed: 不涉及, or the whole sentence.
	Reason string `json:"reason"`
	// Subject is what there is none of: 政府性基金预算收支.
	Subject string `json:"subject"`
	// Portion indexes Reading.Disclosed.
	Portion int    `json:"portion"`
	Raw     string `json:"raw"`
	Page    int    `json:"page"`
	Box     Box    `json:"bbox"`
}
