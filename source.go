package gongkai

import "time"

// Source is a jurisdiction's site as the crawl sees it: data from a source
// pack (sources/*.yaml), never code.
type Source struct {
	// ID names the source in commands and reports: "gaoling".
	ID string `yaml:"id" json:"id"`
	// Name is the jurisdiction for people: 西安市高陵区.
	Name string `yaml:"name" json:"name"`
	// Region is the six-digit division code (行政区划代码): "610117".
	Region string `yaml:"region" json:"region"`
	// CMS is the family that publishes the site; it decides how lists are paged.
	CMS string `yaml:"cms" json:"cms"`
	// Seeds are the list pages that the crawl starts from.
	Seeds []string `yaml:"seeds" json:"seeds"`
	// Hosts may be visited; the seeds' own hosts are always among them.
	Hosts []string `yaml:"hosts,omitempty" json:"hosts,omitempty"`
	// Titles are regular expressions; a list item is followed when one matches.
	// None means every item is followed.
	Titles []string `yaml:"titles,omitempty" json:"titles,omitempty"`
	// Delay between two requests to one host; zero means the default of crawl.
	Delay time.Duration `yaml:"delay,omitempty" json:"delay,omitempty"`
	// MaxPages caps the list pages followed per seed; zero means the default.
	MaxPages int `yaml:"max_pages,omitempty" json:"max_pages,omitempty"`
	// Units are the units expected to publish (应公开单位), for completeness.
	Units []string `yaml:"units,omitempty" json:"units,omitempty"`
}
