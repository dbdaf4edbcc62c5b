package load

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// dataPackage is the description of an export, by Frictionless' Data Package and
// Fiscal Data Package (model, columnType).
type dataPackage struct {
	Profile     string            `json:"profile"`
	Name        string            `json:"name"`
	Title       string            `json:"title"`
	Description string            `json:"description"`
	Licences    []map[string]any  `json:"licenses,omitempty"`
	LicenceNote string            `json:"licence_note"`
	Sources     []packageSource   `json:"sources"`
	Since       string            `json:"since,omitempty"`
	Resources   []packageResource `json:"resources"`
	Model       map[string]any    `json:"model,omitempty"`
}

type packageSource struct {
	Title string `json:"title"`
	Path  string `json:"path"`
	// Documents of the package that were found there.
	Documents int `json:"documents"`
}

type packageResource struct {
	Profile   string `json:"profile"`
	Name      string `json:"name"`
	Path      string `json:"path"`
	Format    string `json:"format"`
	MediaType string `json:"mediatype"`
	Encoding  string `json:"encoding,omitempty"`
	Bytes     int64  `json:"bytes"`
	Hash      string `json:"hash"`
	// Rows and the sum of amount, to check a copy by.
	Rows   int            `json:"rows"`
	Sum    string         `json:"sum_amount,omitempty"`
	Schema *packageSchema `json:"schema"`
}

type packageSchema struct {
	Fields        []packageField `json:"fields"`
	MissingValues []string       `json:"missingValues"`
	PrimaryKey    []string       `json:"primaryKey,omitempty"`
}

type packageField struct {
	Name        string `json:"name"`
	Type        string `json:"type"`
	Format      string `json:"format,omitempty"`
	Description string `json:"description,omitempty"`
	ColumnType  string `json:"columnType,omitempty"`
}

// licenceNote says what may be done with the numbers and what may not be thought.
const licenceNote = "The documents were disclosed by the government bodies that are named in sources, who owe their publication to the public (政府信息公开条例, 预算法); figures as such are nobody's property. Nothing here grants a right in the documents themselves. 数据来自各单位依法公开的预算、决算文件，原文件权利不因本数据而转移。"

// whatItIsNot stands in every export.
const whatItIsNot = `What this does not prove · 本数据不能证明什么

- Numbers were read by a program from the documents. Each row names its document
  (SHA-256), page and cell: look there before anything is said in public.
  数字由程序从文件读取，公开引用之前请核对原页。
- A document that is not here was not found or not read by us; that does not mean
  that it was not published. 未收录不等于未公开。
- "missing" in the table of tables means: every file of the disclosure was read,
  none has the table and nobody declared it empty. elsewhere, unreadable and
  unknown accuse nobody. 仅 missing 表示已读全部附件而未见该表。
- A blank cell (state blank) is not zero. 空白不等于零。
- Never add rows of different scope, stage, panel or row_kind, nor 其中 rows to
  what holds them. 不同口径、阶段、并列栏、行类别不可相加。
- A failed check with cause reading is probably our mistake.
  cause 为 reading 的不符多为识别错误。
- Findings that were our own mistake are withdrawn as docs/corrections.md says.
`

// columnTypes of the Fiscal Data Package for our columns.
var columnTypes = map[string]string{"amount": "value", "fiscal_year": "date:fiscal-year", "stage": "phase:id"}

// primaryKeys of tables whose rows have one.
var primaryKeys = map[string][]string{"amount": {"id"}, "document": {"document"}, "unit": {"unit_id"}, "classification": {"code_scheme", "code"}, "code": {"code_scheme", "code"}, "region": {"region"}}

// describe writes datapackage.json and README.md.
func (e *exporter) describe(ctx context.Context) error {
	p := dataPackage{Profile: "data-package", Name: "gongkai", Title: "Budget and final-accounts disclosures · 预算、决算公开",
		Description: whatItIsNot, LicenceNote: licenceNote, Since: e.opt.Since, Sources: []packageSource{}, Resources: []packageResource{}}
	if e.opt.Licence != "" {
		p.Licences = []map[string]any{{"name": e.opt.Licence}}
	}
	rows, err := e.w.conn.Query(ctx, "SELECT domain(article) AS host, any(source), uniqExact(file) FROM v_capture WHERE "+e.newer()+" GROUP BY host ORDER BY host")
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var host, source string
		var documents uint64
		if err := rows.Scan(&host, &source, &documents); err != nil {
			return err
		}
		p.Sources = append(p.Sources, packageSource{Title: source + " " + host, Path: "http://" + host + "/", Documents: int(documents)})
	}
	if err := rows.Err(); err != nil {
		return err
	}
	comments, err := e.w.known(ctx, "export", "SELECT concat(table, '.', name), comment FROM system.columns WHERE database = currentDatabase() AND startsWith(table, 'v_')")
	if err != nil {
		return err
	}
	for i := range e.files {
		p.Resources = append(p.Resources, e.resource(&e.files[i], comments))
		if f := &e.files[i]; f.Table == "amount" && p.Model == nil {
			p.Model = fiscalModel(strings.TrimSuffix(filepath.Base(f.Path), "."+e.opt.Format))
		}
	}
	data, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return fmt.Errorf("describe: %w", err)
	}
	if err := os.MkdirAll(e.dir, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(e.dir, packageName), append(data, '\n'), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(e.dir, "README.md"), []byte(e.readme(p.Sources)), 0o644)
}

func (e *exporter) resource(f *ExportFile, comments map[string]string) packageResource {
	r := packageResource{Profile: "tabular-data-resource", Name: strings.TrimSuffix(filepath.Base(f.Path), "."+e.opt.Format), Path: f.Path, Format: e.opt.Format,
		MediaType: "text/csv", Encoding: "utf-8", Bytes: f.Bytes, Hash: "sha256:" + f.Digest, Rows: f.Rows, Schema: &packageSchema{MissingValues: []string{""}, PrimaryKey: primaryKeys[f.Table]}}
	if e.opt.Format == "parquet" {
		r.Profile, r.MediaType, r.Encoding = "data-resource", "application/vnd.apache.parquet", ""
	}
	if f.Sum != nil {
		r.Sum = f.Sum.StringFixed(2)
	}
	for _, c := range f.columns {
		field := packageField{Name: c.Name, Description: comments[f.view+"."+c.Name]}
		field.Type, field.Format = fieldType(parseKind(c.Type))
		if f.Table == "amount" {
			field.ColumnType = columnTypes[c.Name]
		}
		r.Schema.Fields = append(r.Schema.Fields, field)
	}
	return r
}

// fieldType is Table Schema's name of a ClickHouse type.
func fieldType(k kind) (name, format string) {
	if _, _, ok := k.decimal(); ok {
		return "number", ""
	}
	switch {
	case k.base == "Bool":
		return "boolean", ""
	case strings.HasPrefix(k.base, "UInt"), strings.HasPrefix(k.base, "Int"):
		return "integer", ""
	case strings.HasPrefix(k.base, "Float"):
		return "number", ""
	case strings.HasPrefix(k.base, "DateTime"):
		return "datetime", "any"
	case strings.HasPrefix(k.base, "Date"):
		return "date", ""
	case k.base == "Array":
		return "array", ""
	case k.base == "Map":
		return "object", ""
	}
	return "string", ""
}

// fiscalModel maps the columns of amounts to what the Fiscal Data Package calls
// measures and dimensions.
func fiscalModel(resource string) map[string]any {
	dimension := func(kind string, key string, also ...string) map[string]any {
		attributes := map[string]any{}
		for _, c := range append([]string{key}, also...) {
			attributes[c] = map[string]any{"source": c, "resource": resource}
		}
		return map[string]any{"dimensionType": kind, "primaryKey": []string{key}, "attributes": attributes}
	}
	return map[string]any{
		"measures": map[string]any{"amount": map[string]any{"source": "amount", "resource": resource, "currency": "CNY"}},
		"dimensions": map[string]any{
			"date": dimension("datetime", "fiscal_year"), "administration": dimension("entity", "unit_id", "unit", "region"),
			"classification": dimension("classification", "code", "label", "code_scheme"), "phase": dimension("other", "stage"), "cell": dimension("fact", "id", "document", "page", "row", "col"),
		},
	}
}

// readme is for a person who opens the folder.
func (e *exporter) readme(sources []packageSource) string {
	var b strings.Builder
	b.WriteString("# Budget and final-accounts disclosures · 预算、决算公开\n\n")
	if e.opt.Since != "" {
		fmt.Fprintf(&b, "A delta: what loads after %s brought. Of a full copy remove the rows of all documents in data/withdrawn.%s and of all documents here, then add these. 增量：先删去所列文档的行，再追加。\n\n", e.opt.Since, e.opt.Format)
	}
	b.WriteString("datapackage.json describes every file and column. Amounts are yuan (元).\n\n| file | rows | sum of amount |\n|---|---|---|\n")
	for i := range e.files {
		f := &e.files[i]
		sum := ""
		if f.Sum != nil {
			sum = f.Sum.StringFixed(2)
		}
		fmt.Fprintf(&b, "| %s | %d | %s |\n", f.Path, f.Rows, sum)
	}
	b.WriteString("\n## " + whatItIsNot + "\n## Sources and licence · 来源与许可\n\n")
	for _, s := range sources {
		fmt.Fprintf(&b, "- %s (%d documents)\n", s.Path, s.Documents)
	}
	b.WriteString("\n" + licenceNote + "\n")
	if e.opt.Licence != "" {
		fmt.Fprintf(&b, "\nThe compilation: %s\n", e.opt.Licence)
	}
	return b.String()
}
