//! Closed lists of codes: each an enum whose text form is the code of `docs/GLOSSARY.md`.

/// Declares an enum of codes with `ALL`, `as_str`, `from_code`, `Display` and serde by code.
#[macro_export]
macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $code:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* #[doc = concat!("`", $code, "`")] $variant),* }

        impl $name {
            /// Every code, in the order of the list.
            pub const ALL: &[$name] = &[$($name::$variant),*];

            /// The code as it is written.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $code),* }
            }

            /// The code that a text names.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some($name::$variant),)* _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let code = <std::borrow::Cow<'de, str> as ::serde::Deserialize>::deserialize(from)?;
                $name::from_code(&code).ok_or_else(|| ::serde::de::Error::unknown_variant(&code, &[$($code),*]))
            }
        }
    };
}

codes! {
    /// What happened. Parents support their children ([`ActCode::parent`]).
    ActCode {
        Killing = "killing", AttemptedKilling = "attempted-killing", EnforcedDisappearance = "enforced-disappearance",
        Abduction = "abduction", Torture = "torture", Assault = "assault", SexualViolence = "sexual-violence",
        Detention = "detention", Release = "release", Prosecution = "prosecution", Sentence = "sentence",
        Search = "search", Seizure = "seizure", Interrogation = "interrogation", Surveillance = "surveillance",
        Threat = "threat", Harassment = "harassment", PropertyAttack = "property-attack", Arson = "arson",
        BreakIn = "break-in", Ransacking = "ransacking", Vandalism = "vandalism", Siege = "siege",
        Bombing = "bombing", Closure = "closure", Censorship = "censorship",
        MovementRestriction = "movement-restriction", Dismissal = "dismissal", CyberAttack = "cyber-attack",
        Dispersal = "dispersal", Attack = "attack", Protest = "protest", Award = "award", Statement = "statement",
        Investigation = "investigation", Negotiation = "negotiation",
    }
}

impl ActCode {
    /// The more general act that this one is a case of.
    pub fn parent(self) -> Option<ActCode> {
        use ActCode::*;
        match self {
            Arson | BreakIn | Ransacking | Vandalism => Some(PropertyAttack),
            Killing | AttemptedKilling | Assault | SexualViolence | Torture | Siege | Bombing | PropertyAttack => {
                Some(Attack)
            }
            _ => None,
        }
    }

    /// Whether `other` is this act or one of its parents.
    pub fn supports(self, other: ActCode) -> bool {
        self == other || self.parent().is_some_and(|p| p.supports(other))
    }

    /// Acts that are told for their context and are no violation by themselves.
    pub fn is_context(self) -> bool {
        use ActCode::*;
        matches!(self, Protest | Award | Statement | Investigation | Negotiation | Release)
    }

    /// Acts that only authorities do.
    pub fn is_of_the_state(self) -> bool {
        use ActCode::*;
        matches!(
            self,
            Detention
                | Prosecution
                | Sentence
                | Search
                | Interrogation
                | Closure
                | Censorship
                | MovementRestriction
                | Dispersal
        )
    }

    /// Acts of violence against persons or things.
    pub fn is_violent(self) -> bool {
        use ActCode::*;
        matches!(self, EnforcedDisappearance | Abduction | Attack) || self.supports(Attack)
    }
}

codes! {
    /// Kind of an entity.
    EntityKind {
        Person = "person", Group = "group", Organisation = "organisation", Authority = "authority",
        Place = "place", Object = "object", Publication = "publication",
    }
}
codes! {
    /// What a person does, as far as it matters for the record.
    Occupation {
        HumanRightsDefender = "human-rights-defender", Journalist = "journalist", Lawyer = "lawyer",
        TradeUnionist = "trade-unionist", EnvironmentalDefender = "environmental-defender", Activist = "activist",
        Politician = "politician", Official = "official", Student = "student", Clergy = "clergy",
        Civilian = "civilian", Other = "other",
    }
}
codes! { /// Sex as a report gives it.
Sex { Female = "female", Male = "male", Other = "other" } }
codes! { /// Age group as a report gives it.
AgeGroup { Child = "child", Youth = "youth", Adult = "adult", Elderly = "elderly" } }
codes! { /// Whom a perpetrator acts for.
    PerpetratorType {
        State = "state", StateAcquiescence = "state-acquiescence", NonState = "non-state", Unknown = "unknown",
    }
}
codes! { /// Kind of a thing that was attacked or taken.
    TargetKind {
        Premises = "premises", Home = "home", Vehicle = "vehicle", Equipment = "equipment", Documents = "documents",
        Money = "money", Publication = "publication", Website = "website", Land = "land", Other = "other",
    }
}
codes! { /// What became of a target.
Damage { Destroyed = "destroyed", Damaged = "damaged", Taken = "taken", None = "none" } }
codes! { /// Kind of a thing that an act was done with.
    InstrumentCode {
        Firearm = "firearm", Explosive = "explosive", Fire = "fire", Blade = "blade", BluntObject = "blunt-object",
        Tool = "tool", Vehicle = "vehicle", Chemical = "chemical", Irritant = "irritant", Body = "body",
        Cyber = "cyber", Other = "other",
    }
}
codes! { /// What people suffered, counted.
CasualtyKind { Killed = "killed", Injured = "injured", Detained = "detained", Missing = "missing" } }
codes! { /// What became of somebody.
    OutcomeKind {
        Escaped = "escaped", Safe = "safe", Released = "released", Hospitalised = "hospitalised", Died = "died",
        Missing = "missing", Fled = "fled",
    }
}
codes! { /// What somebody who was alerted did.
    Answer {
        Came = "came", Answered = "answered", Promised = "promised", Refused = "refused", None = "none",
        Unknown = "unknown",
    }
}
codes! { /// What an authority or another party did about an event.
    ResponseKind {
        Investigation = "investigation", Charge = "charge", Arrest = "arrest", Statement = "statement",
        Denial = "denial", Apology = "apology", Protection = "protection", None = "none",
    }
}
codes! { /// How an event stands to an earlier or larger one.
    LinkKind {
        EarlierSameTarget = "earlier-same-target", PartOf = "part-of", Follows = "follows",
        ResponseTo = "response-to", Context = "context",
    }
}
codes! { /// Whether a claim says that something is so or that it is not.
Polarity { Affirmed = "affirmed", Denied = "denied" } }
codes! { /// Whether something is told as having happened.
    Modality {
        Actual = "actual", Attempted = "attempted", Threatened = "threatened", Demanded = "demanded",
        Expected = "expected", Hypothetical = "hypothetical",
    }
}
codes! { /// How an event stands in one report.
EventRole { Main = "main", Part = "part", Background = "background", Context = "context" } }
codes! { /// A part of a day.
    DayPart {
        Morning = "morning", Noon = "noon", Afternoon = "afternoon", Evening = "evening", Night = "night",
        Midnight = "midnight",
    }
}
codes! { /// How well a fact is supported.
    Status {
        Corroborated = "corroborated", SingleSource = "single-source", Contested = "contested", Denied = "denied",
    }
}
codes! { /// How a report stands to an event.
ReportRole { Main = "main", Mention = "mention" } }
codes! { /// Kind of a block of a report's text.
    BlockKind {
        Heading = "heading", Paragraph = "paragraph", Item = "item", Quote = "quote", Update = "update",
        Caption = "caption", Table = "table",
    }
}
codes! { /// Why words of an original are not in the report's text.
    AsideReason {
        Repeated = "repeated", Navigation = "navigation", Teaser = "teaser", OtherLanguage = "other_language",
        Signature = "signature", Advertisement = "advertisement", Comment = "comment",
    }
}
codes! { /// Where a date of publication was found.
PublishedFrom { Meta = "meta", Text = "text", Address = "address", File = "file" } }
codes! {
    /// What a person should look at.
    DoubtCode {
        DateMissing = "date-missing", WeekdayMismatch = "weekday-mismatch", AcronymMismatch = "acronym-mismatch",
        EncodingGuessed = "encoding-guessed", InvalidBytes = "invalid-bytes", MixedScripts = "mixed-scripts",
        SameBytes = "same-bytes", SameId = "same-id", Truncated = "truncated", Empty = "empty",
        LanguageUnsupported = "language-unsupported", NumberMismatch = "number-mismatch",
        NameVariants = "name-variants", DateAmbiguous = "date-ambiguous", DateImpossible = "date-impossible",
        YearInferred = "year-inferred", DepthCapped = "depth-capped", MetadataIgnored = "metadata-ignored",
    }
}

impl DoubtCode {
    /// What the doubt asks a person to look at, in English.
    pub const fn sentence(self) -> &'static str {
        use DoubtCode::*;
        match self {
            DateMissing => "No date of publication was found; check when this report was published.",
            WeekdayMismatch => "The weekday does not fit the date; check which of the two is right.",
            AcronymMismatch => "The acronym does not fit the name that it follows; check the spelling.",
            EncodingGuessed => "The character encoding was guessed; check that the text reads well.",
            InvalidBytes => "Some bytes are no valid text and were replaced; compare with the original.",
            MixedScripts => "A word mixes letters of two alphabets; check how it is spelt.",
            SameBytes => "Another input has exactly the same bytes; it counts once.",
            SameId => "Another report has the same identifier; it was left out.",
            Truncated => "The input was longer than the limit and was cut; see the original.",
            Empty => "Nothing readable was found in this input.",
            LanguageUnsupported => "This language is not supported; nothing was extracted.",
            NumberMismatch => "Numbers of the same thing differ; check which one is right.",
            NameVariants => "A name is spelt in several ways; check that it is one.",
            DateAmbiguous => "Day and month could be meant the other way round; check the date.",
            DateImpossible => "This date does not exist; check how it is written.",
            YearInferred => "The year was completed from elsewhere; check it.",
            DepthCapped => "The page is nested deeper than is read; compare with the original.",
            MetadataIgnored => "A line of metadata could not be read and was left out.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_as_itself() {
        for code in ActCode::ALL {
            assert_eq!(ActCode::from_code(code.as_str()), Some(*code));
            assert_eq!(serde_json::to_string(code).unwrap(), format!("\"{code}\""));
        }
        assert!(serde_json::from_str::<ActCode>("\"rudeness\"").is_err());
    }

    #[test]
    fn a_parent_is_supported_by_its_child_and_not_the_other_way() {
        assert!(ActCode::Arson.supports(ActCode::PropertyAttack));
        assert!(ActCode::Arson.supports(ActCode::Attack));
        assert!(!ActCode::Attack.supports(ActCode::Arson));
        assert!(!ActCode::Arson.supports(ActCode::BreakIn));
    }
}
