variable "kubeconfig" {
  description = "Path of the kubeconfig."
  type        = string
  default     = "~/.kube/config"
}

variable "kube_context" {
  description = "Context of the kubeconfig. No default: nothing is applied to a cluster that nobody named."
  type        = string
}

variable "engine" {
  description = "Name of the chart under charts/."
  type        = string
}

variable "name" {
  description = "Name of the service."
  type        = string
}

variable "namespace" {
  description = "Namespace of the service."
  type        = string
}

variable "create_namespace" {
  description = "Whether the namespace belongs to this service."
  type        = bool
}

variable "cloud" {
  description = "Where the cluster runs: generic, aws, gcp or azure."
  type        = string
}

variable "password_revision" {
  description = "Raise it to write new passwords; members take them up at their next restart."
  type        = number
  default     = 1

  validation {
    condition     = var.password_revision >= 1 && floor(var.password_revision) == var.password_revision
    error_message = "password_revision must be a whole number from 1."
  }
}
