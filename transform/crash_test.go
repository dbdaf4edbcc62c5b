package transform

import (
	"testing"

	"gongkai"
)

// A table whose cells lie outside of its grid is what no reader gives; the
// document it is in must not take the run down.
func TestFaultCostsTheDocument(t *testing.T) {
	doc := build("2023年某某局部门预算\n\n#表1\t收支总表\t某某局\n项目\t预算数\n合计\t1.00\n")
	doc.Tables[0].Rows = -1
	r := Read(doc, Options{})
	if r.Status != gongkai.StatusCrashed || r.Reason == "" || r.Tables == nil || len(r.Facts) > 0 {
		t.Errorf("got %s (%s) with %d facts", r.Status, r.Reason, len(r.Facts))
	}
}
