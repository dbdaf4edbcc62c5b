package gongkai

// LearntCode is a code of a classification (科目) as documents print it: the
// dimension of the facts' codes. Names below the class are revised every year
// and printed in no public list; they are learnt from the documents.
type LearntCode struct {
	// Scheme is func, dept_econ or gov_econ.
	Scheme string `json:"scheme"`
	Code   string `json:"code"`
	// Name most documents print, of the latest year where as many print another.
	Name string `json:"name"`
	// Level is 1 for 类, 2 for 款, 3 for 项; Parent the code one level up.
	Level  int    `json:"level"`
	Parent string `json:"parent"`
	// FirstYear and LastYear in which documents print it; 0 where none says its
	// year.
	FirstYear int `json:"first_year"`
	LastYear  int `json:"last_year"`
	// Documents that print it.
	Documents int `json:"documents"`
	// COFOG is the approximate division of the functions of government, of func
	// only.
	COFOG string `json:"cofog"`
	// Names are all names that documents print, most documents first. More than
	// one that differ by more than the wording of their years is a conflict.
	Names    []CodeName `json:"names"`
	Conflict bool       `json:"conflict"`
}

// CodeName is one name of a code with who prints it.
type CodeName struct {
	Name      string `json:"name"`
	Documents int    `json:"documents"`
	FirstYear int    `json:"first_year"`
	LastYear  int    `json:"last_year"`
}
