package sources

import (
	"reflect"
	"strings"
	"testing"
)

func TestAll(t *testing.T) {
	list, err := All()
	if err != nil || len(list) == 0 || list[0].ID != "gaoling" || list[0].Region != "610117" {
		t.Fatalf("All = %+v, %v", list, err)
	}
}

func TestParseNamesEveryFault(t *testing.T) {
	_, err := Parse([]byte("id: Bad Id\nregion: '61'\nseeds: ['ftp://x']\ntitles: ['(']\ncolumns: ['x']\nhours: 7\nsince: '2020'\ntls: {h: ssl3}\nhosts: ['http://x']\n"))
	for _, want := range []string{"id:", "name:", "region:", "cms:", "seeds[0]:", "titles[0]:", "columns:", "hours:", "since:", "tls:", "hosts:"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Parse error %v does not name %s", err, want)
		}
	}
	if _, err := Parse([]byte("identity: x\n")); err == nil {
		t.Error("Parse took an unknown field")
	}
}

func TestPrint(t *testing.T) {
	list, err := All()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range list {
		text, err := Print(s)
		if err != nil {
			t.Fatal(err)
		}
		again, err := Parse([]byte(text))
		if err != nil || !reflect.DeepEqual(s, again) {
			t.Errorf("%s: printed and parsed: %+v, %v\n%s", s.ID, again, err, text)
		}
	}
}
