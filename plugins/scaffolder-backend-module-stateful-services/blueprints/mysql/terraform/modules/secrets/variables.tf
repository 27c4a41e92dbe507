variable "name" {
  description = "Name of the release."
  type        = string
}

variable "namespace" {
  description = "Namespace of the release."
  type        = string
}

variable "values" {
  description = "Values of the chart, which name the Secret and its keys."
  type        = any
}

variable "password_revision" {
  description = "Raise it to write new passwords; running members take them up, see docs/runbooks/passwords.md."
  type        = number
}
